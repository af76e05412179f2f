namespace Rooms.MediaRelay.Frames;

/// <summary>
/// A container and its framing: what viewers can share. One static instance for each pair; a stream has at most one
/// <see cref="ContainerTrack"/> of each. <see cref="Protocol"/> is the name in figures and metrics: rtmp, flv, wsflv, wsmp4.
/// </summary>
internal sealed class TrackKind(string protocol, Func<IContainer> createContainer, IBlockFraming framing)
{
    public string Protocol => protocol;

    public IBlockFraming Framing => framing;

    public IContainer CreateContainer() => createContainer();
}
