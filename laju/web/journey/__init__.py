"""The main job told step by step, so that commands and pages run the very same way."""
