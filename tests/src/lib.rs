//! Story tests over the whole product.
