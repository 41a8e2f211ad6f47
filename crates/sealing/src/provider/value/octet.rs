//! Asks a value one thing: is it a `u8`, by type?

use serde::ser::{self, Impossible, Serialize, Serializer};

/// Every other type answers with this error.
#[derive(Debug)]
pub(super) struct NotAnOctet;

impl core::fmt::Display for NotAnOctet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not a u8")
    }
}

impl core::error::Error for NotAnOctet {}

impl ser::Error for NotAnOctet {
    fn custom<T: core::fmt::Display>(_: T) -> Self {
        Self
    }
}

pub(super) struct OctetProbe;

/// Every method that answers no.
macro_rules! no {
    ($($name:ident($($type:ty),*);)*) => {
        $(fn $name(self, $(_: $type),*) -> Result<u8, NotAnOctet> {
            Err(NotAnOctet)
        })*
    };
}

/// A wrapper around a `u8` answers no as well: it would not read back from a byte string.
impl Serializer for OctetProbe {
    type Ok = u8;
    type Error = NotAnOctet;
    type SerializeSeq = Impossible<u8, NotAnOctet>;
    type SerializeTuple = Impossible<u8, NotAnOctet>;
    type SerializeTupleStruct = Impossible<u8, NotAnOctet>;
    type SerializeTupleVariant = Impossible<u8, NotAnOctet>;
    type SerializeMap = Impossible<u8, NotAnOctet>;
    type SerializeStruct = Impossible<u8, NotAnOctet>;
    type SerializeStructVariant = Impossible<u8, NotAnOctet>;

    fn serialize_u8(self, octet: u8) -> Result<u8, NotAnOctet> {
        Ok(octet)
    }

    no! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<u8, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<u8, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<u8, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, NotAnOctet> {
        Err(NotAnOctet)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotAnOctet> {
        Err(NotAnOctet)
    }
}
