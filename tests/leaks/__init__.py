"""Leaks, each as a patch to the app: a proof that cannot fail proves nothing."""
