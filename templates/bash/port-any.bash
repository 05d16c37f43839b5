# Who holds the port for a process that others manage, such as a proxy of theirs, is not known.
holds_port() { find_listeners; }
