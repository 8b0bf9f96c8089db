"""Item statistics and competency maps: not built yet."""
