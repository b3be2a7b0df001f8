"""The annotation loop: what to label next, what is labelled wrongly, how far two people agree."""
