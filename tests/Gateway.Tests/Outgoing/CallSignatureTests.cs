using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Tests.Outgoing;

public class CallSignatureTests
{
    // printf '%s' 'room/r1/7/19b7.1767225600.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef
    [Fact]
    public void Make_KnownCall_IsWhatOpensslSays() => Assert.Equal(
        "v1=ea0febf85613e052d4adf42ae7d0ab2a4481c04d7400cb1c7548b94d6fde89d1", CallSignature.Make("0123456789abcdef", "room/r1/7/19b7", "1767225600", """{"a":1}"""u8));
}
