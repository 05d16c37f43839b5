# Bytes of all that descends from the process: its share of memory (PSS) where the kernel tells,
# else what is resident.
weigh() { measure && REPLY=$((USE[1] ? USE[1] : USE[0])); }
