"""Pages about members whom guides keep in mind."""
