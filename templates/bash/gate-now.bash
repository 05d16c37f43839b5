await_host() { check_host; }
