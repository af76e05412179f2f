namespace Rooms.MediaRelay.Control;

/// <summary>The ports in use, known once the program has started. 0: none.</summary>
internal sealed record NodePorts(Func<int> Rtmp, Func<int> RtmpTls, Func<int> Http, Func<int> Https);
