"""The question pack container: manifest, reader, writer. A pack holds no answer, in no form."""
