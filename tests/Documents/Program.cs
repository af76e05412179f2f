using Rooms.Documents;

// Exit codes: 0 written, or everything is as it would be written; 1 a document is out of date; 2 wrong arguments.
const string Usage = "write: renews every generated document. verify: names those that are out of date.";
switch (args)
{
    case ["write"]:
        foreach (var document in GeneratedDocuments.OutOfDate(Checkout.Root))
        {
            document.WriteTo(Checkout.Root);
            Console.WriteLine($"Renewed {document.Path}");
        }
        return 0;
    case ["verify"]:
        var stale = GeneratedDocuments.OutOfDate(Checkout.Root).ToList();
        foreach (var document in stale) Console.Error.WriteLine($"{document.Path} is out of date. Run ./rooms fix.");
        return stale.Count == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
