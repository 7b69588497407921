"""The code behind each kind of action, one file each."""
