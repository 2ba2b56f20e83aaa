"""What runs a line: connections, their states, the scheduler, history; shell, command line and replay stand on it."""
