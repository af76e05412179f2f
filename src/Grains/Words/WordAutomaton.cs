namespace Rooms.Grains.Words;

/// <summary>
/// Aho and Corasick's automaton ("Efficient string matching", 1975): finds every one of many words in one pass over a text, in a time that does not depend
/// on how many words there are. Immutable once it was made.
/// </summary>
internal sealed class WordAutomaton
{
    private readonly Dictionary<(int Node, char Next), int> edges = [];
    private readonly List<Node> nodes = [new Node()];

    public WordAutomaton(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++) Add(words[i], i);
        Link();
    }

    /// <summary>Follows a character; <paramref name="node"/> 0 is the beginning.</summary>
    public int Step(int node, char next)
    {
        while (true)
        {
            if (edges.TryGetValue((node, next), out var child)) return child;
            if (node == 0) return 0;
            node = nodes[node].Fallback;
        }
    }

    /// <summary>The words that end at a node, the longest first.</summary>
    public IEnumerable<int> WordsAt(int node)
    {
        for (var at = nodes[node].Word is null ? nodes[node].Shorter : node; at > 0; at = nodes[at].Shorter) yield return nodes[at].Word!.Value;
    }

    private void Add(string word, int index)
    {
        var node = 0;
        foreach (var character in word)
        {
            if (!edges.TryGetValue((node, character), out var child))
            {
                child = nodes.Count;
                nodes.Add(new Node());
                edges.Add((node, character), child);
                nodes[node].Children.Add((character, child));
            }
            node = child;
        }
        // Of equal words the first stands for all.
        if (node > 0) nodes[node].Word ??= index;
    }

    // Breadth first: what a node falls back to is shorter, and so was linked before.
    private void Link()
    {
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var (character, child) in nodes[at].Children)
            {
                var fallback = at == 0 ? 0 : Step(nodes[at].Fallback, character);
                nodes[child].Fallback = fallback;
                nodes[child].Shorter = nodes[fallback].Word is null ? nodes[fallback].Shorter : fallback;
                queue.Enqueue(child);
            }
        }
    }

    private sealed class Node
    {
        public List<(char Character, int Child)> Children { get; } = [];

        public int? Word { get; set; }

        /// <summary>Where the longest ending of this node's text begins a word too.</summary>
        public int Fallback { get; set; }

        /// <summary>The next node, by fallbacks, at which a word ends; 0: none.</summary>
        public int Shorter { get; set; }
    }
}
