namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>An initialization section; its number is that of the first segment it is for.</summary>
internal sealed record HlsInit(long Number, byte[] Bytes);
