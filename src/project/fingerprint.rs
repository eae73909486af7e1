//! Fingerprints that are stable over versions and machines.

/// The 64-bit FNV-1a hash of bytes, in hexadecimal. The standard library's hash may change with its
/// version.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
