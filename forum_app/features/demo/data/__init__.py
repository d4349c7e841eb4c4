"""The invented facts of the demo as plain tables; nothing here is worked out."""
