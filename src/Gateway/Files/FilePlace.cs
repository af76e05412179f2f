namespace Rooms.Gateway.Files;

/// <summary>One file of one room. Every part is a valid id.</summary>
internal readonly record struct FilePlace(string App, string Room, string FileId)
{
    /// <summary>What a link's signature is over: a link opens this file of this room of this app.</summary>
    public string Subject => $"{App}/{Room}/{FileId}";

    /// <summary>Of the small picture that a picture may have.</summary>
    public FilePlace Thumbnail => this with { FileId = $"{FileId}-thumb" };
}
