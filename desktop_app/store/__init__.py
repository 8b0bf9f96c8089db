"""What a workstation keeps: attempts in encrypted SQLite, packs and orders as files. The only home of sqlcipher3."""
