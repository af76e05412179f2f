namespace Rooms.Gateway.Files;

/// <summary>What is known of a kept file; stored beside it as <c>FILEID.json</c>. The file is there once its note is.</summary>
internal sealed record FileNote(string FileId, string User, string Name, string Type, long Size, string Sha256, DateTimeOffset At);
