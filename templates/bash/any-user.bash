choose_user() { :; }
