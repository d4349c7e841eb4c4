"""The register: what was decided on any board since a day."""
