"""The glossary: what short words stand for, wherever they are read."""
