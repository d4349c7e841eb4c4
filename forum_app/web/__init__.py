"""Flask glue: pages and fragments, forms, access, security, errors and text."""
