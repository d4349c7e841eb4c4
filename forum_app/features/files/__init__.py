"""Files beside records: put there by a form, dropped on it or taken by a phone's camera, and given back."""
