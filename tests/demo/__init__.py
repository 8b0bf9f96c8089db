"""The main job from end to end, as `make demo` shows it: real programs, real windows, real files."""
