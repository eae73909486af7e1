//! Hashes of member names.

use super::scan::BLOCK;

/// The multiplier of Fibonacci hashing.
pub(crate) const HASH_MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Masks that keep the first bytes of a block, by their number.
const LOW_BYTE_MASKS: [u128; BLOCK] = {
    let mut masks = [0; BLOCK];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

/// The hash of the name of this length at the start of a text.
#[inline]
pub(crate) fn hash_name(text: &[u8], length: usize) -> u64 {
    let hash = text.first_chunk().and_then(|text| hash_short_name(*text, length));
    hash.unwrap_or_else(|| hash_any_name(text.get(..length).unwrap_or(text)))
}

/// The hash of a name of at most 15 bytes.
#[inline]
pub(crate) fn hash_short_name(text: [u8; BLOCK], length: usize) -> Option<u64> {
    let name = u128::from_le_bytes(text) & LOW_BYTE_MASKS.get(length)?;
    Some(mix(name) ^ (length as u64) << 56)
}

#[inline]
fn mix(bytes: u128) -> u64 {
    bytes as u64 ^ ((bytes >> 64) as u64).rotate_left(29)
}

#[inline(never)]
fn hash_any_name(name: &[u8]) -> u64 {
    if let Some(tail) = name.last_chunk() {
        let whole = name.as_chunks().0.iter().map(|block| mix(u128::from_le_bytes(*block)));
        let length = (name.len() as u64) << 56;
        let number =
            whole.fold(length, |number, block| (number ^ block).wrapping_mul(HASH_MULTIPLIER));
        return number ^ mix(u128::from_le_bytes(*tail));
    }
    let text = std::array::from_fn(|at| name.get(at).copied().unwrap_or_default());
    hash_short_name(text, name.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::hash_name;

    #[test]
    fn different_names_have_different_hashes() {
        let alphabet: String = ('a'..='z').chain('A'..='Z').collect();
        let mut names = vec![String::new(), "a\0".to_owned()];
        for length in 1..=48 {
            names.push(alphabet[..length].to_owned());
            for at in 0..length {
                let mut name = alphabet[..length].to_owned();
                name.replace_range(at..=at, "_");
                names.push(name);
            }
        }
        let alone: Vec<u64> = names.iter().map(|n| hash_name(n.as_bytes(), n.len())).collect();
        for (i, name) in names.iter().enumerate() {
            assert_eq!(alone.iter().position(|number| *number == alone[i]), Some(i), "{name}");
            for behind in ["\"", "\": 1, \"the next member\": 22222222222222222222222222"] {
                let text = format!("{name}{behind}");
                assert_eq!(hash_name(text.as_bytes(), name.len()), alone[i], "{text}");
            }
        }
    }
}
