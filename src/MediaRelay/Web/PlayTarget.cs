namespace Rooms.MediaRelay.Web;

/// <summary>What a path asks for. <paramref name="Part"/>: what the endpoint read from the name, beyond the stream's id.</summary>
internal readonly record struct PlayTarget(string StreamId, long Part = 0);
