using System.Buffers;
using Rooms.Wire.Amf;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Amf;

public class Amf3ReaderTests
{
    // AMF3 specification section 1.3.1: U29 of one to four bytes; section 3.6: 29 bits with a sign.
    [Theory]
    [InlineData("11 04 00", 0)]
    [InlineData("11 04 7F", 127)]
    [InlineData("11 04 8100", 128)]
    [InlineData("11 04 FF7F", 16_383)]
    [InlineData("11 04 818000", 16_384)]
    [InlineData("11 04 80C08000", 0x200000)]
    [InlineData("11 04 BFFFFFFF", 0x0FFFFFFF)]
    [InlineData("11 04 FFFFFFFF", -1)]
    [InlineData("11 04 C0808000", -0x10000000)]
    [InlineData("11 05 3FF8000000000000", 1.5)]
    [InlineData("11 08 01 4270000000000000", 1099511627776.0)]
    public void TryRead_Number_ReadsIntegerDoubleAndDate(string hex, double expected) => Assert.Equal(expected, ReadOne(hex).AsNumber);

    [Theory]
    [InlineData("11 00", AmfKind.Undefined)]
    [InlineData("11 01", AmfKind.Null)]
    [InlineData("11 02", AmfKind.Boolean)]
    [InlineData("11 03", AmfKind.Boolean)]
    [InlineData("11 0C 05 AABB", AmfKind.Undefined)]
    [InlineData("11 0A 00", AmfKind.Undefined)]
    public void TryRead_SimpleMarker_HasItsKind(string hex, AmfKind kind) => Assert.Equal(kind, ReadOne(hex).Kind);

    [Fact]
    public void TryRead_StringReference_IsLookedUp()
    {
        // Section 3.11: an array of three strings: "ab", the empty string (never in the table), reference 0.
        var value = ReadOne("11 09 07 01 06 05 6162 06 01 06 00");

        Assert.Equal(["ab", "", "ab"], value.Items.Select(item => item.AsString));
    }

    [Fact]
    public void TryRead_DynamicObject_HasItsMembers()
    {
        // Section 3.12: no class name, no sealed member, dynamic: app = "live", n = 5.
        var value = ReadOne("11 0A 0B 01 07 617070 06 09 6C697665 03 6E 04 05 01");

        Assert.Equal("live", value["app"].AsString);
        Assert.Equal(5, value["n"].AsNumber);
    }

    [Fact]
    public void TryRead_TraitsReference_ReusesTheSealedNames()
    {
        // An array of two objects with the sealed member "x"; the second refers to the first one's traits.
        var value = ReadOne("11 09 05 01 0A 13 01 03 78 04 01 0A 01 04 02");

        Assert.Equal([1, 2], value.Items.Select(item => item["x"].AsNumber!.Value));
    }

    [Fact]
    public void TryRead_AfterTheSwitch_Amf0GoesOn()
    {
        var reader = new Amf0Reader(Hex("11 04 05 00 3FF0000000000000"));

        reader.TryRead(out var first);
        reader.TryRead(out var second);

        Assert.Equal([5, 1], new[] { first.AsNumber, second.AsNumber }.Select(number => number!.Value));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("11 04 80")]
    [InlineData("11 04 808080")]
    [InlineData("11 05 00")]
    [InlineData("11 06 07 6162")]
    [InlineData("11 06 FFFFFFFF 61")]
    [InlineData("11 06 00")]
    [InlineData("11 06 02")]
    [InlineData("11 09 FFFFFFFF 01")]
    [InlineData("11 09 05 01 01")]
    [InlineData("11 0A 01")]
    [InlineData("11 0A 07 01")]
    [InlineData("11 0A FFFFFFFB 01")]
    [InlineData("11 0A 0B 01 03 61")]
    [InlineData("11 0C 07 AABB")]
    [InlineData("11 0D 01 00")]
    [InlineData("11 11 01 00")]
    [InlineData("11 FF")]
    public void TryRead_CutOrLyingOrUnsupported_IsInvalid(string hex)
    {
        var reader = new Amf0Reader(Hex(hex));

        Assert.Equal(OperationStatus.InvalidData, reader.TryRead(out _));
    }

    private static AmfValue ReadOne(string hex)
    {
        var reader = new Amf0Reader(Hex(hex));
        Assert.Equal(OperationStatus.Done, reader.TryRead(out var value));
        Assert.True(reader.Rest.IsEmpty);
        return value;
    }
}
