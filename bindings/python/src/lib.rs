//! The Python module `offerlint._offerlint`.
