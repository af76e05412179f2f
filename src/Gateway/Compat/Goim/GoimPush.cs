namespace Rooms.Gateway.Compat.Goim;

/// <summary>One push to many connections: encoded once a form.</summary>
internal sealed class GoimPush(GoimMessage message)
{
    // A race encodes twice, which is harmless.
    private readonly byte[]?[] frames = new byte[]?[Enum.GetValues<GoimForm>().Length];

    public int Operation => message.Operation;

    public byte[] Frame(GoimForm form) => frames[(int)form] ??= GoimFrames.Encode(form, message);
}
