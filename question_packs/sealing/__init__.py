"""Keys, signatures, age encryption, codes: the only home of cryptography in the product.

No cipher or protocol of our own: Ed25519 in DSSE envelopes, the age file format, Argon2id, HTTP Message Signatures. Knows
nothing of what it seals. Python cannot wipe secrets from memory and this package does not claim to.
"""
