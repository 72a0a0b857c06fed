"""All that runs in the run's own network: inside the jail, or beside it. Imports nothing of what runs outside."""
