using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Frames;
using Rooms.Testing;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>RTMP under TLS: the same flows as in <see cref="RtmpServerTests"/>, and what strangers do to a TLS port.</summary>
public sealed class RtmpsTests : IAsyncLifetime
{
    private static readonly byte[] FirstKey = [0x17, 1, 0, 0, 0, 1, 2, 3];

    // The head of a record of 512 bytes, and a byte of it: a ClientHello's.
    private static readonly byte[] HalfAHello = [0x16, 3, 1, 2, 0, 1];

    private const string OtherAddress = "127.0.0.2";

    private readonly FakeCertificate certificate = new();
    private RtmpRig rig = null!;

    private TestAuthority Tls => certificate.Authority;

    public async Task InitializeAsync() => rig = await RtmpRig.StartAsync(certificate: certificate);

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task PublishAndPlay_TlsAtEitherEnd_PacketsArriveByteForByte(bool isPublisherSecure, bool isViewerSecure)
    {
        using var publisher = await StartPublisherAsync(isPublisherSecure);
        using var viewer = await RtmpClient.PlayAsync(rig, "s", isViewerSecure ? Tls : null);
        await ReadToAsync(viewer, FirstKey);
        var sent = Bodies(200);

        for (var i = 0; i < sent.Length; i++) await publisher.SendAsync(MessageType.Video, (uint)(40 + i * 40), sent[i]);

        foreach (var body in sent) Assert.Equal(body, (await viewer.ReadAsync(MessageType.Video)).Body);
    }

    [Fact]
    public async Task StreamCut_SecureViewer_HearsTheEndAndIsClosed()
    {
        using var publisher = await StartPublisherAsync(isSecure: true);
        using var viewer = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(viewer, FirstKey);

        rig.Relay.Streams.Cut("s", ViewerEnd.StreamEnded);

        Assert.Equal(StatusCodes.PlayUnpublishNotify, (await viewer.ReadStatusAsync()).Code);
        await viewer.ReadToEndAsync();
    }

    [Fact]
    public async Task Publish_BadToken_IsToldWhy()
    {
        using var client = await RtmpClient.ConnectAsync(rig.TlsPort, tls: Tls);

        await client.SendAsync(Requests.Publish(3, "s?token=none"), 1);

        Assert.Equal(StatusCodes.PublishDenied, (await client.ReadStatusAsync()).Code);
        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task Viewer_ReadsNothing_LosesFramesFromABoundedQueueAndNobodyWaits()
    {
        using var publisher = await StartPublisherAsync(isSecure: false);
        using var stalled = await RtmpClient.PlayAsync(rig, "s", Tls);
        using var viewer = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(viewer, FirstKey);
        var body = Key(500_000);

        // 60 MB, where a queue holds 16 and the sockets a few.
        for (var i = 1; i <= 120; i++)
        {
            await publisher.SendAsync(MessageType.Video, (uint)(i * 40), body);
            await viewer.ReadAsync(MessageType.Video);
        }

        Assert.True(rig.Relay.Streams.Find("s")!.DroppedFrames > 0);
        Assert.InRange(rig.Relay.Buffers.OutstandingBytes, 0, 48 * 1024 * 1024);
    }

    [Fact]
    public async Task Certificate_Renewed_CountsForTheNextConnectionAndOpenOnesStay()
    {
        using var publisher = await StartPublisherAsync(isSecure: true);
        using var before = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(before, FirstKey);

        certificate.Renew("second");
        using var after = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(after, FirstKey);
        await publisher.SendAsync(MessageType.Video, 40, Key(100));

        Assert.Equal(("CN=first", "CN=second"), (before.ServerName, after.ServerName));
        Assert.Equal(Key(100), (await before.ReadAsync(MessageType.Video)).Body);
        Assert.Equal(Key(100), (await after.ReadAsync(MessageType.Video)).Body);
    }

    [Theory]
    [InlineData("03-00-00-00-00-00-00-00-00")]
    [InlineData("47-45-54-20-2F-20-48-54-54-50-2F-31-2E-31-0D-0A-0D-0A")]
    // A handshake message of a kind that there is not.
    [InlineData("16-03-01-00-04-EE-00-00-00")]
    public async Task PlainOrBrokenBytes_OnTheTlsPort_Close(string hex)
    {
        using var client = await RtmpClient.DialAsync(rig.TlsPort);

        await client.SendRawAsync(Convert.FromHexString(hex.Replace("-", "", StringComparison.Ordinal)));
        await client.ReadToEndAsync();

        await AssertNothingLeftAsync();
    }

    // A ClientHello is a record of kind 22; RTMP's first byte is its version, 3.
    [Fact]
    public async Task TlsHello_OnThePlainPort_ClosesAtOnce()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => RtmpClient.DialTlsAsync(rig.Port, Tls));

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Handshakes_300ThatNeverEnd_64StayForTenSecondsAndOthersAreServed()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, 300).Select(async _ =>
        {
            var client = await RtmpClient.DialAsync(rig.TlsPort);
            await client.TrySendRawAsync(HalfAHello);
            return client;
        }));
        await Eventually.IsTrueAsync(() => rig.SessionCount == 64);

        using var other = await RtmpClient.PublishAsync(rig, "s", OtherAddress, Tls);
        Assert.Equal(65, rig.SessionCount);
        rig.Pass(TimeSpan.FromSeconds(10));
        foreach (var client in crowd) await client.ReadToEndAsync();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);

        using var later = await RtmpClient.ConnectAsync(rig.TlsPort, tls: Tls);
        await later.ReadAsync(MessageType.CommandAmf0);
        foreach (var client in crowd) client.Dispose();
    }

    // A second play while the first runs is refused; words of the session and of the viewer must not mix on one TLS connection.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Play_Twice_IsToldSoEndsTheConnectionAndDisturbsNobody(bool isSecure)
    {
        using var publisher = await StartPublisherAsync(isSecure: true);
        using var other = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(other, FirstKey);
        var viewer = await RtmpClient.PlayAsync(rig, "s", isSecure ? Tls : null);
        await ReadToAsync(viewer, FirstKey);

        await viewer.SendAsync(Requests.Play(4, rig.PlayName("s")), 1);
        Assert.Equal((StatusCodes.PlayFailed, "forbidden"), await viewer.ReadStatusAsync());
        await viewer.ReadToEndAsync();
        viewer.Dispose();

        await Eventually.IsTrueAsync(() => rig.SessionCount == 2);
        await publisher.SendAsync(MessageType.Video, 40, Key(100));
        Assert.Equal(Key(100), (await other.ReadAsync(MessageType.Video)).Body);
    }

    // A record of 512 bytes, and one of more than there may be (RFC 8446 5.1), with a byte of each.
    [Theory]
    [InlineData("16-03-01-02-00-01")]
    [InlineData("16-03-01-FF-FF-01")]
    public async Task TlsHandshake_SlowLoris_IsClosedAfterTenSeconds(string hex)
    {
        using var client = await RtmpClient.DialAsync(rig.TlsPort);
        await client.SendRawAsync(Convert.FromHexString(hex.Replace("-", "", StringComparison.Ordinal)));
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);

        rig.Pass(TimeSpan.FromSeconds(9));
        await client.SendRawAsync(new byte[] { 0 });
        Assert.Equal(1, rig.SessionCount);
        rig.Pass(TimeSpan.FromSeconds(1));
        await client.ReadToEndAsync();

        await AssertNothingLeftAsync();
    }

    // One deadline for both handshakes: TLS buys no time.
    [Fact]
    public async Task TlsDone_ThenSilence_IsClosedTenSecondsAfterTheConnection()
    {
        using var client = await RtmpClient.DialTlsAsync(rig.TlsPort, Tls);

        rig.Pass(TimeSpan.FromSeconds(10));
        await client.ReadToEndAsync();

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task RandomBytes_InsteadOfOrInsideTls_NeverLeaveAnythingBehind()
    {
        var random = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            using var client = i % 2 == 0 ? await RtmpClient.DialAsync(rig.TlsPort) : await RtmpClient.DialTlsAsync(rig.TlsPort, Tls);
            var noise = new byte[random.Next(1, 3000)];
            random.NextBytes(noise);
            await client.SendRawAsync(noise);
        }

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Sessions_AllGone_GiveEverythingBack()
    {
        var publisher = await StartPublisherAsync(isSecure: true);
        var viewer = await RtmpClient.PlayAsync(rig, "s", Tls);
        await ReadToAsync(viewer, FirstKey);

        viewer.Dispose();
        publisher.Dispose();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        rig.Pass(TimeSpan.FromSeconds(11));

        await Eventually.IsTrueAsync(() => rig.Relay.Blocks.Outstanding == 0);
        Assert.Equal((0, 0L), (rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
        Assert.Equal(0, rig.Addresses.Count);
    }

    private async Task<RtmpClient> StartPublisherAsync(bool isSecure)
    {
        var publisher = await RtmpClient.PublishAsync(rig, "s", tls: isSecure ? Tls : null);
        await publisher.SetChunkSizeAsync();
        await publisher.SendAsync(MessageType.Video, 0, TestFrames.VideoConfigurationBody);
        await publisher.SendAsync(MessageType.Video, 0, FirstKey);
        await Eventually.IsTrueAsync(() => rig.Relay.Frames.Outstanding > 0);
        return publisher;
    }

    private async Task AssertNothingLeftAsync()
    {
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        Assert.Equal((0, 0L), (rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
        Assert.Equal(0, rig.Addresses.Count);
    }

    private static async Task ReadToAsync(RtmpClient viewer, byte[] body)
    {
        while (!(await viewer.ReadAsync(MessageType.Video)).Body.SequenceEqual(body))
        {
        }
    }

    // One is longer than several TLS records and than a chunk.
    private static byte[][] Bodies(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var body = new byte[i == 40 ? 200_000 : random.Next(20, 6000)];
            random.NextBytes(body);
            (body[0], body[1]) = (i % 50 == 0 ? (byte)0x17 : (byte)0x27, 1);
            return body;
        })];
    }

    private static byte[] Key(int bytes)
    {
        var body = new byte[bytes];
        (body[0], body[1]) = (0x17, 1);
        return body;
    }
}
