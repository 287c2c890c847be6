"""The command line. The top layer: it may call every room, and loads each only when it is asked for."""
