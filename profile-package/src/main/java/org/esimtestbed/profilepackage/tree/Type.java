package org.esimtestbed.profilepackage.tree;

import java.util.List;
import java.util.Optional;

/// What a value of the package may be (ITU-T X.680), as far as the elements use it.
public sealed interface Type {
    /// The tag of this type where no other is given: elements of a list.
    int universalTag();

    enum Primitive implements Type {
        NUMBER(0x02),
        OCTETS(0x04),
        TEXT(0x0C),
        OID(0x06),
        NULL(0x05);

        private final int universalTag;

        Primitive(int universalTag) {
            this.universalTag = universalTag;
        }

        @Override
        public int universalTag() {
            return universalTag;
        }
    }

    /// SEQUENCE: fields in order.
    record Structure(String name, List<Component> fields) implements Type {
        @Override
        public int universalTag() {
            return 0x30;
        }

        public Optional<Component> field(String wanted) {
            return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
        }
    }

    /// CHOICE: exactly one of the alternatives.
    record Alternatives(String name, List<Component> alternatives) implements Type {
        @Override
        public int universalTag() {
            throw new IllegalStateException(name + " is a CHOICE and has no tag of its own");
        }

        public Optional<Component> tagged(int tag) {
            for (var alternative : alternatives) if (alternative.tag() == tag) return Optional.of(alternative);
            return Optional.empty();
        }

        public Optional<Component> named(String wanted) {
            return alternatives.stream()
                    .filter(alternative -> alternative.name().equals(wanted))
                    .findFirst();
        }
    }

    /// SEQUENCE OF.
    record Repeated(Type item) implements Type {
        @Override
        public int universalTag() {
            return 0x30;
        }
    }

    /// A field of a structure or an alternative of a choice.
    ///
    /// @param tag    on the wire; for a CHOICE as a field the tag around it
    /// @param secret its value is never shown
    record Component(String name, int tag, Type type, boolean optional, boolean secret) {}
}
