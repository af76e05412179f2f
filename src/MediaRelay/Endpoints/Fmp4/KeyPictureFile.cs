namespace Rooms.MediaRelay.Endpoints.Fmp4;

internal sealed record KeyPictureFile(byte[] Bytes, string ETag);
