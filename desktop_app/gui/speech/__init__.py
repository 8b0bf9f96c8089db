"""Reading an item aloud with the speech engine that is installed on the PC; nothing leaves the PC."""
