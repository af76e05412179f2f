using System.Buffers;
using Rooms.Wire.Amf;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Amf;

public class Amf0WriterTests
{
    public static TheoryData<string, AmfValue> Values => new()
    {
        { "00 3FF0000000000000", AmfValue.Of(1) },
        { "01 01", AmfValue.True },
        { "02 0003 E282AC", AmfValue.Of("€") },
        { "05", AmfValue.Null },
        { "06", AmfValue.Undefined },
        { "0B 4270000000000000 0000", AmfValue.Date(1099511627776) },
        { "03 0001 61 05 0000 09", AmfValue.Object(new AmfMember("a", AmfValue.Null)) },
        { "08 00000001 0001 61 05 0000 09", AmfValue.EcmaArray(new AmfMember("a", AmfValue.Null)) },
        { "0A 00000002 05 01 00", AmfValue.StrictArray(AmfValue.Null, AmfValue.False) },
    };

    [Theory, MemberData(nameof(Values))]
    public void Write_Value_GivesTheSpecificationsBytes(string expected, AmfValue value) => Assert.Equal(Hex(expected), Write(value));

    [Fact]
    public void Write_StringOver65535Bytes_IsALongString()
    {
        var text = new string('x', 65_536);

        var written = Write(AmfValue.Of(text));

        Assert.Equal(Hex("0C 00010000 78"), written[..6]);
        Assert.Equal(OperationStatus.Done, new Amf0Reader(written).TryRead(out var value));
        Assert.Equal(text, value.AsString);
    }

    private static byte[] Write(AmfValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        Amf0Writer.Write(output, value);
        return output.WrittenSpan.ToArray();
    }
}
