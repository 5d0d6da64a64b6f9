"""Item statistics for whoever runs the site."""
