"""The authors' preview: any source in the real item view, with key, score and checks. No workstation bundle contains it."""
