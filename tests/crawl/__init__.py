"""The proofs that nothing leaks: canaries, a crawl as everybody, and answers compared."""
