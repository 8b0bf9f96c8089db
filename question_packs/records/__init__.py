"""What travels between centre and room: orders, attempt events and their chain, segments, receipts, results.

Every record has a type with a version and is decoded strictly; the bytes are what is signed and stored.
"""
