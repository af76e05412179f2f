using Rooms.Contracts;
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.Files;

/// <summary>Has the app's scanner look at a file that was received and is not kept yet (<c>Apps:NAME:Hooks:BeforeFile</c>, docs/files.md).</summary>
internal sealed class FileScan(VetoCalls vetoes, FileLinks links)
{
    /// <summary>Refusals: file_refused.</summary>
    public ValueTask<Outcome<Done>> AskAsync(Caller caller, string room, FileNote note, IncomingFile file, CancellationToken cancellation) =>
        vetoes.FileAsync(caller, room, json =>
        {
            json.WriteString("fileId", note.FileId);
            json.WriteString("name", note.Name);
            json.WriteString("type", note.Type);
            json.WriteNumber("size", note.Size);
            json.WriteString("sha256", note.Sha256);
            json.WriteString("path", links.MakeIncoming(file.Name));
        }, cancellation);
}
