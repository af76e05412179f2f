using System.Buffers;
using Rooms.Wire.Amf;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Amf;

public class Amf0ReaderTests
{
    // AMF0 specification sections 2.2 to 2.14.
    [Theory]
    [InlineData("00 3FF0000000000000", AmfKind.Number, 1.0)]
    [InlineData("00 C0A7700000000000", AmfKind.Number, -3000.0)]
    [InlineData("0B 4270000000000000 0000", AmfKind.Date, 1099511627776.0)]
    public void TryRead_Number_IsBigEndianDouble(string hex, AmfKind kind, double number)
    {
        var value = ReadOne(hex);

        Assert.Equal(kind, value.Kind);
        Assert.Equal(number, value.AsNumber);
    }

    [Theory]
    [InlineData("01 00", false)]
    [InlineData("01 01", true)]
    [InlineData("01 07", true)]
    public void TryRead_Boolean_IsFalseAtZeroOnly(string hex, bool expected) => Assert.Equal(expected, ReadOne(hex).AsBoolean);

    [Theory]
    [InlineData("02 0003 616263", "abc")]
    [InlineData("02 0000", "")]
    [InlineData("02 0003 E282AC", "€")]
    [InlineData("02 0001 FF", "\uFFFD")]
    [InlineData("0C 00000003 616263", "abc")]
    [InlineData("0F 00000003 3C612F", "<a/")]
    public void TryRead_String_IsUtf8(string hex, string expected) => Assert.Equal(expected, ReadOne(hex).AsString);

    [Theory]
    [InlineData("05", AmfKind.Null)]
    [InlineData("06", AmfKind.Undefined)]
    public void TryRead_Nothing_KeepsNullAndUndefinedApart(string hex, AmfKind kind) => Assert.Equal(kind, ReadOne(hex).Kind);

    [Theory]
    [InlineData("03 0001 61 01 01 0001 62 02 0001 78 0000 09", AmfKind.Object)]
    [InlineData("10 0003 636C73 0001 61 01 01 0001 62 02 0001 78 0000 09", AmfKind.Object)]
    [InlineData("08 00000002 0001 61 01 01 0001 62 02 0001 78 0000 09", AmfKind.EcmaArray)]
    [InlineData("08 00000000 0001 61 01 01 0001 62 02 0001 78 0000 09", AmfKind.EcmaArray)]
    public void TryRead_Members_AreReadUntilTheEndMarker(string hex, AmfKind kind)
    {
        var value = ReadOne(hex);

        Assert.Equal(kind, value.Kind);
        Assert.True(value["a"].AsBoolean);
        Assert.Equal("x", value["b"].AsString);
        Assert.Equal(AmfKind.Undefined, value["c"].Kind);
    }

    [Fact]
    public void TryRead_EmptyNameThatIsNotTheEnd_IsAMember()
    {
        var value = ReadOne("03 0000 01 01 0000 09");

        Assert.True(value[""].AsBoolean);
    }

    [Fact]
    public void TryRead_StrictArray_HasItsItems()
    {
        var value = ReadOne("0A 00000002 01 01 05");

        Assert.Equal([AmfKind.Boolean, AmfKind.Null], value.Items.Select(item => item.Kind));
    }

    [Fact]
    public void TryRead_SeveralValues_EndWithNeedMoreData()
    {
        var reader = new Amf0Reader(Hex("05 01 01"));

        Assert.Equal(OperationStatus.Done, reader.TryRead(out _));
        Assert.Equal(OperationStatus.Done, reader.TryRead(out _));
        Assert.Equal(OperationStatus.NeedMoreData, reader.TryRead(out _));
    }

    [Theory]
    [InlineData("00 3FF00000000000")]
    [InlineData("01")]
    [InlineData("02 00")]
    [InlineData("02 0004 616263")]
    [InlineData("0C 7FFFFFFF 616263")]
    [InlineData("0C FFFFFFFF 616263")]
    [InlineData("03 0001 61")]
    [InlineData("03 0001 61 05")]
    [InlineData("03 0000")]
    [InlineData("08 0000")]
    [InlineData("0A FFFFFFFF 05")]
    [InlineData("0A 00000002 05")]
    [InlineData("0B 4270000000000000 00")]
    [InlineData("04 00")]
    [InlineData("07 0000")]
    [InlineData("0D")]
    [InlineData("0E")]
    [InlineData("FF")]
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
