"""Who may see and do what. Start from `readable`, `require` and `reports`."""
