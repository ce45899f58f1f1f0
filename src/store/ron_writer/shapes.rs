//! What each of serde's shapes looks like as RON.

use std::io::Write;

use serde::Serialize;
use serde::ser;

use super::{Brackets, WriteError, Writer, Written};

macro_rules! shown {
    ($($method:ident $type:ty),+ $(,)?) => {$(
        fn $method(self, value: $type) -> Written {
            self.show(value)
        }
    )+};
}

impl<'a, W: Write> ser::Serializer for &'a mut Writer<W> {
    type Ok = ();
    type Error = WriteError;
    type SerializeSeq = Brackets<'a, W>;
    type SerializeTuple = Brackets<'a, W>;
    type SerializeTupleStruct = Brackets<'a, W>;
    type SerializeTupleVariant = Brackets<'a, W>;
    type SerializeMap = Brackets<'a, W>;
    type SerializeStruct = Brackets<'a, W>;
    type SerializeStructVariant = Brackets<'a, W>;

    shown! {
        serialize_bool bool,
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
    }

    // `Debug` gives the shortest form that reads back the same, and always a point.
    fn serialize_f32(self, value: f32) -> Written {
        self.show(format_args!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Written {
        self.show(format_args!("{value:?}"))
    }

    fn serialize_char(self, value: char) -> Written {
        self.show(format_args!("'{}'", value.escape_default()))
    }

    fn serialize_str(self, value: &str) -> Written {
        self.string(value)
    }

    fn serialize_bytes(self, _value: &[u8]) -> Written {
        Err(ser::Error::custom("a project file holds no bytes"))
    }

    fn serialize_none(self) -> Written {
        self.push("None")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.push("()")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Written {
        self.push(name)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Written {
        self.push(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Written {
        self.wrapped(name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.wrapped(variant, value)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Self::SerializeSeq, WriteError> {
        self.brackets("", "[", "]")
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self::SerializeTuple, WriteError> {
        self.brackets("", "(", ")")
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleStruct, WriteError> {
        self.brackets(name, "(", ")")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, WriteError> {
        self.brackets(variant, "(", ")")
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap, WriteError> {
        self.brackets("", "{", "}")
    }

    fn serialize_struct(
        self,
        name: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStruct, WriteError> {
        self.brackets(name, "(", ")")
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, WriteError> {
        self.brackets(variant, "(", ")")
    }
}

macro_rules! items {
    ($($shape:ident $method:ident),+ $(,)?) => {$(
        impl<W: Write> ser::$shape for Brackets<'_, W> {
            type Ok = ();
            type Error = WriteError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.item(value)
            }

            fn end(self) -> Written {
                self.close()
            }
        }
    )+};
}

items! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! fields {
    ($($shape:ident),+ $(,)?) => {$(
        impl<W: Write> ser::$shape for Brackets<'_, W> {
            type Ok = ();
            type Error = WriteError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Written {
                self.field(name, value)
            }

            fn end(self) -> Written {
                self.close()
            }
        }
    )+};
}

fields!(SerializeStruct, SerializeStructVariant);

impl<W: Write> ser::SerializeMap for Brackets<'_, W> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.begin_item()?;
        key.serialize(&mut *self.writer)?;
        self.writer.push(": ")
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.end_item(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}
