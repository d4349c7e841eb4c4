"""Find anything the viewer may read: the page, what Ctrl+K opens, and what can be found at all."""
