"""Software of other people that reads what we export: it must understand it as we do."""
