"""What the DAGs of Glossa have in common: where things lie, how a command becomes an operator, what a run hands to the next."""
