"""Speed and memory, as ratios against a baseline measured in the same run. Never asserted; read by people."""
