"""Lock-down of the operating system as perform/revert steps: not built yet; the kiosk window itself is in gui."""
