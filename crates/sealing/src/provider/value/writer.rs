//! Writes a `serde` value as CBOR, the way `ciborium` reads it: structs are maps with text keys,
//! enum variants are their name or a map of one entry. Map entries are sorted, so that the same value
//! gives the same bytes whatever order a hash map is in. A time of the system's clock is written as null:
//! openmls notes when an epoch began, uses it nowhere with the settings here, and takes null for unknown.

use minicbor::Encoder;
use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::ValueError;
use super::octet::OctetProbe;

pub(super) struct Writer<'o>(pub(super) &'o mut Vec<u8>);

type Written = Result<(), ValueError>;

/// Writing into a `Vec` cannot fail; the encoder's error type says so.
fn written<T>(result: Result<T, minicbor::encode::Error<core::convert::Infallible>>) -> Written {
    result.map(|_| ()).map_err(|error| ValueError::Encode(error.to_string()))
}

impl<'o> Writer<'o> {
    fn encoder(self) -> Encoder<&'o mut Vec<u8>> {
        Encoder::new(self.0)
    }

    /// The map of one entry that an enum variant with content is.
    fn variant(self, name: &str) -> Result<Self, ValueError> {
        written(Encoder::new(&mut *self.0).map(1).and_then(|encoder| encoder.str(name)))?;
        Ok(self)
    }

    fn sequence(self) -> Sequence<'o> {
        Sequence { out: self.0, octets: Vec::new(), items: None }
    }

    fn entries(self) -> Entries<'o> {
        Entries { out: self.0, pairs: Vec::new(), is_time: false }
    }
}

/// A sequence: octets as long as every item was one, then items of their own.
pub(super) struct Sequence<'o> {
    out: &'o mut Vec<u8>,
    octets: Vec<u8>,
    items: Option<(u64, Vec<u8>)>,
}

impl Sequence<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Written {
        if self.items.is_none() {
            if let Ok(octet) = item.serialize(OctetProbe) {
                self.octets.push(octet);
                return Ok(());
            }
            let mut bytes = Vec::new();
            for octet in &self.octets {
                written(Encoder::new(&mut bytes).u8(*octet))?;
            }
            self.items = Some((self.octets.len() as u64, bytes));
        }
        if let Some((count, bytes)) = &mut self.items {
            *count += 1;
            item.serialize(Writer(bytes))?;
        }
        Ok(())
    }

    fn finish(self) -> Written {
        let mut encoder = Encoder::new(&mut *self.out);
        match self.items {
            None if self.octets.is_empty() => written(encoder.array(0)),
            None => written(encoder.bytes(&self.octets)),
            Some((count, bytes)) => {
                written(encoder.array(count))?;
                self.out.extend_from_slice(&bytes);
                Ok(())
            }
        }
    }
}

/// The entries of a map or a struct, each key and value as its bytes.
pub(super) struct Entries<'o> {
    out: &'o mut Vec<u8>,
    pairs: Vec<(Vec<u8>, Vec<u8>)>,
    /// The struct is a time of the system's clock.
    is_time: bool,
}

impl Entries<'_> {
    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        let mut bytes = Vec::new();
        key.serialize(Writer(&mut bytes))?;
        self.pairs.push((bytes, Vec::new()));
        Ok(())
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        match self.pairs.last_mut() {
            Some((_, bytes)) => value.serialize(Writer(bytes)),
            None => Err(ValueError::Encode("a map's value came before its key".to_owned())),
        }
    }

    fn finish(mut self) -> Written {
        if self.is_time {
            return Writer(self.out).serialize_none();
        }
        self.pairs.sort();
        written(Encoder::new(&mut *self.out).map(self.pairs.len() as u64))?;
        for (key, value) in &self.pairs {
            self.out.extend_from_slice(key);
            self.out.extend_from_slice(value);
        }
        Ok(())
    }
}

/// Scalars that the encoder has a method for.
macro_rules! scalars {
    ($($serialize:ident: $type:ty => $method:ident;)*) => {
        $(fn $serialize(self, value: $type) -> Written {
            written(self.encoder().$method(value))
        })*
    };
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = ValueError;
    type SerializeSeq = Sequence<'o>;
    type SerializeTuple = Sequence<'o>;
    type SerializeTupleStruct = Sequence<'o>;
    type SerializeTupleVariant = Sequence<'o>;
    type SerializeMap = Entries<'o>;
    type SerializeStruct = Entries<'o>;
    type SerializeStructVariant = Entries<'o>;

    scalars! {
        serialize_bool: bool => bool;
        serialize_i8: i8 => i8;
        serialize_i16: i16 => i16;
        serialize_i32: i32 => i32;
        serialize_i64: i64 => i64;
        serialize_u8: u8 => u8;
        serialize_u16: u16 => u16;
        serialize_u32: u32 => u32;
        serialize_u64: u64 => u64;
        serialize_f32: f32 => f32;
        serialize_f64: f64 => f64;
        serialize_str: &str => str;
        serialize_bytes: &[u8] => bytes;
    }

    fn serialize_char(self, value: char) -> Written {
        written(self.encoder().str(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_none(self) -> Written {
        written(self.encoder().null())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self.variant(variant)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Sequence<'o>, ValueError> {
        Ok(self.sequence())
    }

    fn serialize_tuple(self, _: usize) -> Result<Sequence<'o>, ValueError> {
        Ok(self.sequence())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Sequence<'o>, ValueError> {
        Ok(self.sequence())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Sequence<'o>, ValueError> {
        Ok(self.variant(variant)?.sequence())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'o>, ValueError> {
        Ok(self.entries())
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Entries<'o>, ValueError> {
        Ok(Entries { is_time: name == "SystemTime", ..self.entries() })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'o>, ValueError> {
        Ok(self.variant(variant)?.entries())
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// The four shapes of a sequence differ only in the name of their method.
macro_rules! sequence {
    ($($trait:ident: $method:ident;)*) => {
        $(impl $trait for Sequence<'_> {
            type Ok = ();
            type Error = ValueError;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Written {
                self.push(item)
            }

            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}
sequence! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = ValueError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }

    fn end(self) -> Written {
        self.finish()
    }
}

/// A struct is a map with text keys.
macro_rules! fields {
    ($($trait:ident)*) => {
        $(impl $trait for Entries<'_> {
            type Ok = ();
            type Error = ValueError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Written {
                self.key(name)?;
                self.value(value)
            }

            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}
fields! { SerializeStruct SerializeStructVariant }
